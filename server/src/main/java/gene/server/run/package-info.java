/**
 * Code that runs inside the server because somebody asked for it: each in a VM of its own, with limits of time and memory, printing into
 * texts. It knows documents and VMs, and no protocol.
 */
package gene.server.run;
