// Finds the file of a module path: tier by tier, in each the folders in order (language reference 11, section 4).
package gene.modules;

import gene.data.Raise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ModuleSearch {
  /** @param build where compiled modules may lie whose source is absent; null for none */
  record Tier(String name, List<Path> bases, Path build) {}

  private final String specifier;
  private final Importer importer;
  private final List<Path> searched = new ArrayList<>();

  ModuleSearch(String specifier, Importer importer) {
    this.specifier = specifier;
    this.importer = importer;
  }

  /** The real path of the file; empty when no tier has it. Raises when a tier has several. */
  Optional<Path> find(List<Tier> tiers) {
    for (Tier tier : tiers) {
      Set<Path> found = new LinkedHashSet<>();
      tier.bases().forEach(base -> in(base).ifPresent(found::add));
      if (found.isEmpty() && tier.build() != null) {
        compiled(tier.build()).ifPresent(found::add);
      }
      if (found.size() > 1) {
        throw Raise.general("[GENE.MODULE.AMBIGUOUS] Module specifier matched multiple candidates in the '" + tier.name() + "' tier "
            + place() + "; candidates=" + found + ")").withHint("write more of the path, or remove all but one of the files");
      } else if (!found.isEmpty()) {
        return Optional.of(found.iterator().next());
      }
    }
    return Optional.empty();
  }

  Raise notFound() {
    return Raise.general("[GENE.MODULE.NOT_FOUND] Module '" + specifier + "' was not found " + place() + ")");
  }

  private String place() {
    return "(importer=" + importer.name() + "; specifier=" + specifier + "; searched=" + searched;
  }

  private Optional<Path> in(Path base) {
    try {
      Path plain = base.resolve(specifier).normalize();
      boolean whole = specifier.endsWith(".gene") || specifier.endsWith(".gir");
      if (!whole) {
        Optional<Path> suffixed = file(base.resolve(specifier + ".gene").normalize());
        if (suffixed.isPresent()) {
          return suffixed;
        }
      }
      return file(plain);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> compiled(Path folder) {
    String last = specifier.substring(specifier.lastIndexOf('/') + 1);
    try {
      return file(folder.resolve(last + ".gir"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> file(Path candidate) {
    searched.add(candidate);
    return Files.isRegularFile(candidate) ? Optional.of(real(candidate)) : Optional.empty();
  }

  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // It has vanished since, or a folder above may not be read: the path itself is as good a name.
      return path.toAbsolutePath().normalize();
    }
  }
}
