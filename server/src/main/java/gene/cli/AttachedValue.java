// An option whose value is optional and can only be written behind `=`: the next word is never taken for it.
package gene.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

final class AttachedValue implements CommandLine.IParameterPreprocessor {
  @Override
  public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if ("=".equals(info.get("separator"))) {
      return false;
    }
    option.setValue("");
    return true;
  }
}
