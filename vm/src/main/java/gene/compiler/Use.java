// What becomes of an expression's value: it stays on the stack, is dropped, or leaves the function.
package gene.compiler;

enum Use { VALUE, EFFECT, TAIL }
