-- Document symbols, hover and definition: in the file, into another file, after edits.
local client = require('client')
local buffer = client.open('main.gene')

local function outline(symbols)
  return vim.tbl_map(function(s)
    return { s.name, vim.tbl_map(function(c) return c.name end, s.children or {}) }
  end, symbols)
end
client.check('document symbols', { { 'circles', {} }, { 'Circle', { 'r', 'ctor', 'area' } }, { 'total', {} } },
  outline(client.request(buffer, 'textDocument/documentSymbol', {})))

local function hover(text, into)
  local answer = client.request(buffer, 'textDocument/hover', { position = client.place(buffer, text, into) })
  return answer and answer.contents.value
end
client.check('hover over a function', '```gene\n(fn total [count: Int] -> Int)\n```\n\nThe number of things.', hover('(total 1', 1))
client.check('hover over a variable', '```gene\n(var circles 3)\n```\n\nvariable of the module, by its value of class `Int`\n\nHow many circles there are.',
  hover('circles))', 0))
client.check('hover over a built-in', true, (hover('println', 2) or ''):find('(fn println [', 1, true) ~= nil)
client.check('hover over a method', '```gene\n(method area [] -> Float)\n```\n\nmethod of `Circle`', hover('.area', 1))
client.check('hover over nothing', nil, hover('# How', 3))

local function definition(text, into)
  local found = client.request(buffer, 'textDocument/definition', { position = client.place(buffer, text, into) })[1]
  if not found then return nil end
  local range = found.targetSelectionRange or found.range
  return { vim.fn.fnamemodify(vim.uri_to_fname(found.targetUri or found.uri), ':t'), range.start.line, range.start.character }
end
local total = client.place(buffer, 'fn total', 3)
client.check('definition of a function', { 'main.gene', total.line, total.character }, definition('(total 1', 1))
local field = client.place(buffer, 'field r', 6)
client.check('definition of a field', { 'main.gene', field.line, field.character }, definition('/r * /r', 1))
client.check('definition of an imported function', { 'shapes.gene', 1, 4 }, definition('(perimeter 2', 1))
client.check('definition of a module', { 'shapes.gene', 0, 0 }, definition('./shapes', 1))

-- Typing above moves what is below.
vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { '# 😀 one', '# two' })
client.check('definition after typing', { 'main.gene', total.line + 2, total.character }, definition('(total 1', 1))
-- An open buffer hides its file.
local shapes = client.open('shapes.gene')
vim.api.nvim_buf_set_lines(shapes, 0, 0, false, { '', '' })
-- Neovim holds edits back until they pause or the same buffer asks something.
client.check('document symbols of the changed buffer', { { 'perimeter', {} } }, outline(client.request(shapes, 'textDocument/documentSymbol', {})))
vim.api.nvim_set_current_buf(buffer)
client.check('definition in a changed buffer', { 'shapes.gene', 3, 4 }, definition('(perimeter 2', 1))
client.finish()
