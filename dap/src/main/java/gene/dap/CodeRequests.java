// Requests about the code that runs: texts, loaded files, modules, instructions.
package gene.dap;

import gene.debug.Ask;
import gene.debug.Instruction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;
import org.eclipse.lsp4j.debug.LoadedSourcesArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class CodeRequests {
  private final Conversation conversation;
  private final Translation translation;
  private final Requests requests;

  CodeRequests(Conversation conversation) {
    this.conversation = conversation;
    translation = conversation.translation();
    requests = conversation.requests();
  }

  @JsonRequest
  public CompletableFuture<SourceResponse> source(SourceArguments args) {
    return requests.ask(() -> {
      var response = new SourceResponse();
      response.setContent(translation.paths().text(args.getSourceReference()));
      response.setMimeType("text/x-gene");
      return Ask.of(response);
    });
  }

  @JsonRequest
  public CompletableFuture<LoadedSourcesResponse> loadedSources(LoadedSourcesArguments args) {
    return requests.ask(() -> conversation.debugger().sources().map(found -> {
      var response = new LoadedSourcesResponse();
      response.setSources(found.stream().map(s -> translation.paths().of(s.source(), s.library())).toArray(Source[]::new));
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<ModulesResponse> modules(ModulesArguments args) {
    int from = args == null || args.getStartModule() == null ? 0 : Math.max(0, args.getStartModule());
    int count = args == null || args.getModuleCount() == null || args.getModuleCount() <= 0 ? Integer.MAX_VALUE : args.getModuleCount();
    return requests.ask(() -> conversation.debugger().sources().map(found -> {
      List<Module> all = found.stream().skip(from).limit(count).map(s -> (Module) GeneModule.of(s, translation.paths().of(s.source(), s.library()))).toList();
      var response = new ModulesResponse();
      response.setModules(all.toArray(Module[]::new));
      response.setTotalModules(found.size());
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments args) {
    return requests.ask(() -> {
      long address = Addresses.parse(args.getMemoryReference()) + (args.getOffset() == null ? 0 : args.getOffset());
      int offset = args.getInstructionOffset() == null ? 0 : args.getInstructionOffset();
      return conversation.debugger().disassemble(address, offset, args.getInstructionCount()).map(found -> {
        var response = new DisassembleResponse();
        response.setInstructions(found.stream().map(i -> shown(i, !Boolean.FALSE.equals(args.getResolveSymbols()))).toArray(DisassembledInstruction[]::new));
        return response;
      });
    });
  }

  private DisassembledInstruction shown(Instruction i, boolean symbols) {
    var shown = new DisassembledInstruction();
    shown.setAddress(i.address());
    shown.setInstruction(i.text());
    if (i.source() == null) {
      shown.setPresentationHint(DisassembledInstructionPresentationHint.INVALID);
      return shown;
    }
    Lines lines = conversation.lines();
    if (symbols && !i.function().isEmpty()) {
      shown.setSymbol(i.function());
    }
    shown.setLocation(translation.paths().of(i.source(), false));
    shown.setLine(lines.line(i.source(), i.start()));
    shown.setColumn(lines.column(i.source(), i.start()));
    shown.setEndLine(lines.line(i.source(), i.end()));
    shown.setEndColumn(lines.column(i.source(), i.end()));
    return shown;
  }
}
