/** Writes what the features know of a workspace as a SCIP index. It knows that format, and no protocol. */
package gene.server.scip;
