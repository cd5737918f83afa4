// The inline cache of a call: the site's numbers, and for a method or class what it was last.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.GeneClass;

final class CallCache {
  final Site.Call site;
  final Site.Where where;
  final int index;
  final int count;
  final boolean plain;
  // Methods and `new`: valid for the class while the epoch stands.
  GeneClass cls;
  int epoch = -1;
  Callable target;
  boolean exception;
  // A callee found by name.
  final NameCache name;

  CallCache(Site.Call site) {
    this.site = site;
    this.where = site.where();
    this.index = site.index();
    this.count = site.count();
    this.plain = site.keywords().isEmpty();
    this.name = site.where() == Site.Where.NAME ? new NameCache(site.name()) : null;
  }
}
