import App
import Platform

SystemProcess.exit(Daemon.run(Array(CommandLine.arguments.dropFirst())).rawValue)
