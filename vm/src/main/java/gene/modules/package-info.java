/** Where modules and packages are: manifests, lockfiles, the search for a file. Knows nothing of running them. */
package gene.modules;
