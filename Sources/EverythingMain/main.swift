import App
import Everything
import Platform

let offer = ChangingOffer()
SystemProcess.exit(
    Daemon.run(Array(CommandLine.arguments.dropFirst()), on: offer.live, offering: offer.catalog).rawValue
)
