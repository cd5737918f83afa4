-- Text made of pieces: interpolation, concatenation onto a growing text, joining, numbers to text and back.
local function bench(n)
  local total = 0
  for i = 0, n - 1 do
    local name = "item-" .. i
    local line = name .. ": " .. (i % 100) .. " of " .. (i + 7) .. "; " .. name
    total = total + #line
    local text = ""
    for k = 0, 9 do text = text .. "<" .. tostring(k + i) .. ">" end
    total = total + #text
    local words = {}
    local from = 1
    while true do
      local at = text:find("><", from, true)
      words[#words + 1] = text:sub(from, (at or #text + 1) - 1)
      if not at then break end
      from = at + 2
    end
    total = total + #table.concat(words, ", ")
    total = total + tonumber(words[5])
    total = total % 1000003
  end
  return total
end

local now = os.clock
local ok, ffi = pcall(require, "ffi")
if ok then
  ffi.cdef "typedef struct { long sec, nsec; } bench_time; int clock_gettime(int, bench_time *);"
  local t = ffi.new("bench_time")
  now = function()
    ffi.C.clock_gettime(1, t)
    return tonumber(t.sec) + tonumber(t.nsec) * 1e-9
  end
end

local function main()
  local n = tonumber(arg[1] or 60000)
  local rounds = tonumber(arg[2] or 10)
  local result
  for r = 1, rounds do
    local start = now()
    result = bench(n)
    local stop = now()
    print(string.format("round %d %.3f", r, (stop - start) * 1000))
  end
  if type(result) == "number" then result = string.format("%.0f", result) end
  print("result " .. result)
end

main()
