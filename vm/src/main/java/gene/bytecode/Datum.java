// A quoted datum among the constants: a template that no program sees. Data are copied from it, because a program may change them.
package gene.bytecode;

/** @param text the datum as it was written, for listings */
public record Datum(Object template, String text) {}
