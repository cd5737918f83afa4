-- Calls of small methods: one class at the site, four classes in turn, inherited ones, super, calls on self.
local function class(parent)
  local c = setmetatable({}, {__index = parent})
  c.__index = c
  return c
end

local Shape = class(nil)
function Shape.new(cls, w, h) return setmetatable({w = w, h = h}, cls) end
function Shape:width() return self.w end
function Shape:height() return self.h end
function Shape:area() return 0 end
function Shape:grown(by) return self:width() + by end
function Shape:weight() return self:area() + 1 end
local Box = class(Shape)
function Box:area() return self.w * self.h end
local Wedge = class(Shape)
function Wedge:area() return self.w * self.h % 1000 end
function Wedge:weight() return Shape.weight(self) + 2 end
local Tile = class(Box)
function Tile:height() return 1 end
local Line = class(Shape)

local function bench(n)
  local shapes = {Shape.new(Box, 3, 4), Shape.new(Wedge, 50, 60), Shape.new(Tile, 7, 8), Shape.new(Line, 9, 10)}
  local box = Shape.new(Box, 5, 6)
  local total = 0
  for i = 0, n - 1 do
    total = total + box:grown(i)
    total = total + box:area()
    local shape = shapes[i % 4 + 1]
    total = total + shape:weight()
    total = total + shape:height()
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
  local n = tonumber(arg[1] or 6000000)
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
