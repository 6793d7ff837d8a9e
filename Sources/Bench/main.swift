import BenchRuns

await InProcess.run()
