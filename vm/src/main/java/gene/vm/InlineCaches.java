// What the sites of a code begin with.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Site;

final class InlineCaches {
  private InlineCaches() {}

  /** One for each site that remembers what it meets; null for the others. */
  static Object[] of(Code code) {
    var caches = new Object[code.siteCount()];
    for (int i = 0; i < caches.length; i++) {
      Site site = code.site(i);
      caches[i] = site instanceof Site.Call call ? new CallCache(call)
          : site instanceof Site.Member member ? new MemberCache(member)
          : site instanceof Site.Name name ? new NameCache(name.name())
          : site instanceof Site.Type type ? new TypeCache(type)
          : null;
    }
    return caches;
  }
}
