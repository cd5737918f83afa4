// The inline cache of a call: the site's numbers, and for a method or class what it was last.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Shape;

final class CallCache {
  /** Beyond so many classes a site is no longer compiled to a chain of tests. */
  private static final int MOST_CLASSES = 4;

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
  /** Whether a method was looked up here. */
  boolean used;
  /** Other classes that a method call has met while the epoch stood, newest first. */
  Met others;
  /** The variant of an enum that a call has made a value of; null when it was none, or more than one. */
  Enums.Variant variant;
  /** The built-in that a call of a value has met; null when it was none. */
  Native builtin;
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

  /** A class whose instances have the method, and what it is for them. */
  record Met(GeneClass cls, Function direct, Met rest, int count) {}

  /** The site has met another class than the one it has in mind, which is kept if there are not too many. */
  void another(int now) {
    if (epoch != now) {
      others = null;
    } else if (cls != null && direct != null && (others == null || others.count < MOST_CLASSES)) {
      for (Met m = others; m != null; m = m.rest) {
        if (m.cls == cls) {
          return;
        }
      }
      others = new Met(cls, direct, others, others == null ? 1 : others.count + 1);
    }
  }

  /** A method call has found its target for a class. */
  void meet(GeneClass receiver, Callable found, int now) {
    used = true;
    another(now);
    cls = receiver;
    epoch = now;
    target = found;
    direct = !deep && found instanceof Function g && g.code().isMethod() && g.state.prepare().simpleCount == simpleCount ? g : null;
  }

  /** `super` in a method of the class has found what is above. */
  void meetAbove(GeneClass owner, Function found, int now) {
    if (found.code().isMethod() && found.state.prepare().simpleCount == simpleCount) {
      cls = owner;
      epoch = now;
      direct = found;
    }
  }

  /** `new` has found the constructor of a class. */
  void meetNew(GeneClass made, Function ctor, int now) {
    cls = made;
    epoch = now;
    target = ctor;
    FieldCopies copies = ctor.state.prepare().copies;
    direct = ctor.state.simpleCount == simpleCount ? ctor : null;
    shape = copies == null ? null : copies.shape(made);
  }

  /** The method for a class that the site has met; else null. */
  Function directFor(GeneClass wanted) {
    if (wanted == cls) {
      return direct;
    }
    for (Met m = others; m != null; m = m.rest) {
      if (m.cls == wanted) {
        return m.direct;
      }
    }
    return null;
  }

  void saw(CodeState callee) {
    // A store that changes nothing would still cost the collector's bookkeeping.
    if (seen != callee) {
      seen = callee;
    }
  }
}
