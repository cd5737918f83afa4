/** `gene deps`: fetches the packages that a package needs, and keeps the lockfile. Knows folders, Git and manifests, and no VM. */
package gene.cli.deps;
