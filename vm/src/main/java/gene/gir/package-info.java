/**
 * Compiled code in files (docs/gir.md): written, read back, checked, kept. It knows code and what code refers to; it never
 * compiles and never runs, and a file that is not what it should be is a fault it reports, never code it gives.
 */
package gene.gir;
