-- Arrays: appending, reading and writing by index, popping, slices, reversal, search, sorting, joining two by a spread.
local function slice(xs, from, to)
  local part = {}
  for i = from, math.min(to, #xs) do part[#part + 1] = xs[i] end
  return part
end

local function index_of(xs, x)
  for i = 1, #xs do
    if xs[i] == x then return i - 1 end
  end
  return -1
end

local function bench(n)
  local total = 0
  local xs = {}
  for i = 0, n - 1 do xs[#xs + 1] = i * 7919 % 10007 end
  for i = 1, n do xs[i] = xs[i] + i - 1 end
  for r = 0, 19 do total = total + xs[r * 3 + 1] % 1000 end
  for i = 0, n - 1, 10 do
    local part = slice(xs, i + 1, i + 8)
    total = total + #part + part[1]
    local reversed = {}
    for k = #part, 1, -1 do reversed[#reversed + 1] = part[k] end
    total = total + reversed[#reversed]
    local both = slice(part, 1, 3)
    both[#both + 1] = 1
    for k = 1, #part do both[#both + 1] = part[k] end
    total = total + index_of(both, 1)
    total = total % 1000003
  end
  local sorted = slice(xs, 1, #xs)
  table.sort(sorted)
  total = total + sorted[1]
  total = total + sorted[#sorted]
  while #xs > 0 do
    total = total + xs[#xs] % 10
    xs[#xs] = nil
  end
  return total % 1000003
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
  local n = tonumber(arg[1] or 200000)
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
