// Interns the names of one text without making a string for a name that was seen before.
package gene.syntax;

final class Names {
  private String[] table = new String[1024];
  private int[] hashes = new int[1024];
  private int size;

  /** @param hash the hash of the characters, computed as String does */
  String of(String text, int from, int to, int hash) {
    int mask = table.length - 1;
    int length = to - from;
    int i = (hash ^ (hash >>> 15)) & mask;
    for (String known; (known = table[i]) != null; i = (i + 1) & mask) {
      if (hashes[i] == hash && known.length() == length && text.startsWith(known, from)) {
        return known;
      }
    }
    String name = text.substring(from, to);
    table[i] = name;
    hashes[i] = hash;
    if (++size * 2 > table.length) {
      grow();
    }
    return name;
  }

  private void grow() {
    String[] names = table;
    int[] old = hashes;
    table = new String[names.length * 2];
    hashes = new int[names.length * 2];
    int mask = table.length - 1;
    for (int k = 0; k < names.length; k++) {
      if (names[k] != null) {
        int i = (old[k] ^ (old[k] >>> 15)) & mask;
        while (table[i] != null) {
          i = (i + 1) & mask;
        }
        table[i] = names[k];
        hashes[i] = old[k];
      }
    }
  }
}
