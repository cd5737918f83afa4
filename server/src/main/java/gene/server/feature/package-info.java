/**
 * What an editor may ask about Gene text, computed on immutable snapshots: one class for each feature, named in editor words, and
 * the documents that features read. Nothing here knows the Language Server Protocol, threads or cancellation; places are spans.
 */
package gene.server.feature;
