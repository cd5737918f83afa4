// A file whose code is loaded.
package gene.debug;

import gene.source.Source;

public record LoadedSource(Source source, int functions, boolean library) {}
