// The inline cache of a call: the site's numbers, and for a method or class what it was last.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Shape;

final class CallCache {
  final Site.Call site;
  final Site.Where where;
  final int index;
  final int count;
  /** The count when all arguments are positional, else -2: what {@link CodeState#simpleCount} must be. */
  final int simpleCount;
  final boolean isCapture;
  // Methods and `new`: valid for the class while the epoch stands.
  GeneClass cls;
  int epoch = -1;
  Callable target;
  /** The target when the fast path may enter it, else null. */
  Function direct;
  /** For `new` with a constructor that is {@link FieldCopies}: the shape of the instance. */
  Shape shape;
  /** A method call that has been found deep in the stack: the fast path, which always makes a frame, is not for it. */
  boolean deep;
  /** The state of the function that a call of a value has met last. */
  CodeState seen;
  // A callee found by name.
  final NameCache name;

  CallCache(Site.Call site) {
    this.site = site;
    this.where = site.where();
    this.index = site.index();
    this.count = site.count();
    this.simpleCount = site.keywords().isEmpty() ? site.count() : -2;
    this.isCapture = site.where() == Site.Where.CAPTURE;
    this.name = site.where() == Site.Where.NAME ? new NameCache(site.name()) : null;
  }

  void saw(CodeState callee) {
    // A store that changes nothing would still cost the collector's bookkeeping.
    if (seen != callee) {
      seen = callee;
    }
  }
}
