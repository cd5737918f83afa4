// One replacement in a text: how many characters from an offset on go, and how many come in their place.
package gene.server.feature;

record Change(int from, int removed, int added) {
  /** Both changes as one, which covers what lies between them; the next one counts in the text that this one left. */
  Change then(Change next) {
    int start = Math.min(from, next.from);
    int end = from + added;
    int nextEnd = next.from + next.removed;
    int removedEnd = from + removed + Math.max(0, nextEnd - end);
    int addedEnd = Math.max(end, nextEnd) + next.added - next.removed;
    return new Change(start, removedEnd - start, addedEnd - start);
  }
}
