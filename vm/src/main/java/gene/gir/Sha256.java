// The hash that files are checked by: SHA-256 (FIPS 180-4). Java's own needs more time to get ready than the rest of a small program.
package gene.gir;

import java.nio.charset.StandardCharsets;

/** One hash: bytes are added, then the digest is taken once. */
public final class Sha256 {
  public static final int LENGTH = 32;
  private static final int BLOCK = 64;
  private static final int[] START = {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  private static final int[] ROUND = {
      0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
      0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
      0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
      0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
      0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
      0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
      0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

  private final int[] state = START.clone();
  private final int[] words = new int[BLOCK];
  private final byte[] rest = new byte[BLOCK];
  private int waiting;
  private long total;

  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  static byte[] of(byte[] bytes, int length) {
    var hash = new Sha256();
    hash.add(bytes, length);
    return hash.digest();
  }

  public void add(byte[] bytes) {
    add(bytes, bytes.length);
  }

  public void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] bytes, int length) {
    total += length;
    int at = 0;
    if (waiting > 0) {
      at = Math.min(BLOCK - waiting, length);
      System.arraycopy(bytes, 0, rest, waiting, at);
      waiting += at;
      if (waiting < BLOCK) {
        return;
      }
      block(rest, 0);
    }
    for (; at + BLOCK <= length; at += BLOCK) {
      block(bytes, at);
    }
    waiting = length - at;
    System.arraycopy(bytes, at, rest, 0, waiting);
  }

  public byte[] digest() {
    long bits = total * 8;
    var padding = new byte[(waiting < 56 ? 56 : 120) - waiting + 8];
    padding[0] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      padding[padding.length - 1 - i] = (byte) (bits >>> 8 * i);
    }
    add(padding, padding.length);
    var digest = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      digest[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
    }
    return digest;
  }

  private void block(byte[] bytes, int from) {
    int[] w = words;
    for (int i = 0, at = from; i < 16; i++, at += 4) {
      w[i] = bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
    for (int i = 16; i < BLOCK; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3)
          + (Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ y >>> 10);
    }
    rounds(w);
  }

  private void rounds(int[] w) {
    // The letters are those of the standard.
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < BLOCK; i++) {
      int first = h + (Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25)) + (e & f ^ ~e & g) + ROUND[i] + w[i];
      int second = (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22)) + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}
