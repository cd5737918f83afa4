/**
 * The Language Server Protocol over {@link gene.server.feature}: connections, threads, cancellation, and the conversion to and from
 * LSP4J's types. No feature is computed here, and nothing is known of how programs run.
 */
package gene.server;
