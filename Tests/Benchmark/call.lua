-- The load: BENCH_METHOD, BENCH_BODY and BENCH_HEADERS ("Name: value" lines) say what is sent. With BENCH_EXPECT
-- every answer must be a 200 that contains it.
wrk.method = os.getenv("BENCH_METHOD")
wrk.body = os.getenv("BENCH_BODY")
for name, value in string.gmatch(os.getenv("BENCH_HEADERS") or "", "([^:\n]+): ([^\n]*)") do
  wrk.headers[name] = value
end

local expected = os.getenv("BENCH_EXPECT")
local threads = {}
if expected then
  local good, bad = 0, 0
  function setup(thread)
    table.insert(threads, thread)
  end
  function response(status, headers, body)
    if status == 200 and string.find(body, expected, 1, true) and not string.find(body, '"error"', 1, true) then
      good = good + 1
    else
      bad = bad + 1
    end
    _G.good, _G.bad = good, bad
  end
end

function done(summary, latency, requests)
  local failures = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "p50": %.1f, "p99": %.1f, "errors": %d, "bytes": %.1f',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    failures.connect + failures.read + failures.write + failures.timeout + failures.status,
    summary.bytes / summary.requests))
  for _, thread in ipairs(threads) do
    io.write(string.format(', "good": %d, "bad": %d', thread:get("good") or 0, thread:get("bad") or 0))
  end
  io.write("}\n")
end
