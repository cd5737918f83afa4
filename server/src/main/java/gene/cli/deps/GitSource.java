// Checks a Git repository out at the revision that a dependency names.
package gene.cli.deps;

import gene.modules.Dependency;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

final class GitSource {
  private final Programs programs;

  GitSource(Programs programs) {
    this.programs = programs;
  }

  /** @param from what a relative folder in `^git` is relative to
   *  @param into a folder that does not exist yet
   *  @return the commit */
  String checkOut(Dependency d, Path from, Path into) {
    git(d, from, List.of("git", "clone", "--quiet", "--no-checkout", "--", url(d.git(), from), into.toString()));
    String revision = revision(d);
    git(d, into, List.of("git", "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", revision));
    return git(d, into, List.of("git", "rev-parse", "HEAD")).strip();
  }

  private static String revision(Dependency d) {
    if (d.commit() != null) {
      // A commit may not be taken for an option.
      if (!d.commit().matches("[0-9a-fA-F]{4,64}")) {
        throw new DepsFailure("Dependency " + d.name() + " ^commit: not a commit: " + d.commit());
      }
      return d.commit();
    } else if (d.tag() != null) {
      return "refs/tags/" + d.tag();
    }
    return d.branch() != null ? "refs/remotes/origin/" + d.branch() : "HEAD";
  }

  private String git(Dependency d, Path folder, List<String> command) {
    Programs.Result result = programs.run(folder, command);
    if (result.status() != 0) {
      throw new DepsFailure("Dependency " + d.name() + ": git failed for " + d.git() + ": " + result.complaint());
    }
    return result.output();
  }

  private static String url(String text, Path from) {
    try {
      Path local = from.resolve(text);
      return Files.isDirectory(local) ? local.normalize().toString() : text;
    } catch (InvalidPathException e) {
      return text;
    }
  }
}
