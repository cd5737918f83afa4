/**
 * Text to tree, tree to data and back. Knows the shapes of the language and nothing of their meaning: no names, scopes,
 * special forms or values that a program computes.
 */
package gene.syntax;
