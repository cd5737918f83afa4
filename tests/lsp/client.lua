-- A session of Neovim's own client with the server, and the checks that the tests use.
local M = { bad = {} }

local PATIENCE = 30000

-- Waits for what a function gives, and gives it; nil when nothing comes.
function M.wait(get)
  local value
  vim.wait(PATIENCE, function()
    value = get()
    return value ~= nil and value ~= false
  end, 5)
  return value
end

function M.check(what, expected, actual)
  if not vim.deep_equal(expected, actual) then
    table.insert(M.bad, what .. ': expected ' .. vim.inspect(expected) .. ', got ' .. vim.inspect(actual))
  end
end

-- Opens a file and attaches a server; gives the buffer.
function M.open(path)
  vim.cmd('edit ' .. path)
  local buffer = vim.api.nvim_get_current_buf()
  M.id = M.id or vim.lsp.start_client({
    name = 'gene',
    cmd = { os.getenv('GENE'), 'lsp' },
    root_dir = vim.fn.getcwd(),
    on_exit = function(code) M.status = code end,
  })
  vim.bo[buffer].filetype = 'gene'
  vim.lsp.buf_attach_client(buffer, M.id)
  local function ready()
    local client = vim.lsp.get_client_by_id(M.id)
    return client and client.initialized and vim.lsp.buf_is_attached(buffer, M.id)
  end
  if not M.wait(ready) then
    M.finish('the server did not start')
  end
  return buffer
end

-- The place of a text in the buffer, `into` characters behind its beginning, as the protocol counts.
function M.place(buffer, text, into)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return { line = number - 1, character = column - 1 + (into or 0) }
    end
  end
  error('the buffer has no ' .. text)
end

function M.request(buffer, method, params)
  params.textDocument = params.textDocument or vim.lsp.util.make_text_document_params(buffer)
  local answers, failure = vim.lsp.buf_request_sync(buffer, method, params, PATIENCE)
  local answer = answers and answers[M.id]
  if not answer or answer.error then
    M.finish(method .. ' failed: ' .. vim.inspect(failure or answer))
  end
  return answer.result
end

-- Replaces a text in the buffer, as typing does.
function M.replace(buffer, old, new)
  local at = M.place(buffer, old)
  vim.api.nvim_buf_set_text(buffer, at.line, at.character, at.line, at.character + #old, { new })
end

-- Waits until the buffer has so many diagnostics; gives them.
function M.diagnostics(buffer, count)
  M.wait(function() return #vim.diagnostic.get(buffer) == count end)
  return vim.diagnostic.get(buffer)
end

-- Ends the session and Neovim: with status 0 if every check held.
function M.finish(failure)
  if failure then table.insert(M.bad, failure) end
  if M.id and not failure then
    vim.lsp.stop_client(M.id)
    M.wait(function() return M.status end)
    M.check('exit status of the server', 0, M.status)
  end
  for _, line in ipairs(M.bad) do print(line .. '\n') end
  if #M.bad == 0 then
    print('passed\n')
    vim.cmd('qall!')
  else
    vim.cmd('cquit 1')
  end
end

return M
