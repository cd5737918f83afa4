-- An undefined name is shown while typing, and goes when it is mended; the quick fix is offered.
local client = require('client')
local buffer = client.open('main.gene')
client.check('diagnostics of a good file', {}, client.diagnostics(buffer, 0))

client.replace(buffer, '(total 1)', '(totl 1)')
local found = client.diagnostics(buffer, 1)
client.check('number of diagnostics', 1, #found)
if found[1] then
  local d = found[1]
  local at = client.place(buffer, 'totl')
  client.check('message', 'no name `totl` in this scope\nhelp: a name that is close: `total`', d.message)
  client.check('code', 'GENE.SCOPE.UNDEFINED_VAR', d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code))
  client.check('severity', vim.diagnostic.severity.ERROR, d.severity)
  client.check('source', 'gene', d.source)
  client.check('place', { at.line, at.character, at.character + 4 }, { d.lnum, d.col, d.end_col })
end

local at = client.place(buffer, 'totl')
local actions = client.request(buffer, 'textDocument/codeAction', { range = { start = at, ['end'] = at }, context = { diagnostics = {} } })
client.check('title of the fix', 'Change to `total`', actions[1] and actions[1].title)
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
client.check('diagnostics after the fix', {}, client.diagnostics(buffer, 0))
client.check('line after the fix', '(println (total 1) (perimeter 2))', vim.api.nvim_buf_get_lines(buffer, at.line, at.line + 1, false)[1])

-- A bracket that is missing for a moment, as in every text that is being typed.
client.replace(buffer, '(perimeter 2))', '(perimeter 2)')
client.check('diagnostics of an open bracket', 1, #client.diagnostics(buffer, 1))
client.replace(buffer, '(perimeter 2)', '(perimeter 2))')
client.check('diagnostics of the closed bracket', {}, client.diagnostics(buffer, 0))
client.finish()
