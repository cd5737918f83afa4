/**
 * Runs tests and examples, and tells how they ended: to whom is another's business. It knows neither the command line nor an editor's
 * protocol.
 */
package gene.testing;
