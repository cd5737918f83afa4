/**
 * The Debug Adapter Protocol over {@link gene.debug}: it translates, and nothing else. Only this package knows LSP4J Debug. It
 * knows neither the language server nor the command line; what it needs of them it is given in a {@link gene.dap.Host}.
 */
package gene.dap;
