// The inline cache of a member read or write: the shape it was last, its slot, and the shape that a new field leads to.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Shape;

final class MemberCache {
  final Site.Member site;
  final String key;
  Shape shape;
  int slot;
  /** For a write that adds the field: the shape afterwards; null when the field is there already. */
  Shape wider;
  /** The kind of the value that was read first: what compiled code guesses. */
  byte kind;
  /** A second shape that the site sees in turn with the first. */
  Shape shape2;
  int slot2;

  MemberCache(Site.Member site) {
    this.site = site;
    this.key = site.key();
  }
}
