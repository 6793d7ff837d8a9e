import App
import Everything
import Platform

let offer = ChangingOffer()
SystemProcess.exit(
    Daemon.run(
        Array(CommandLine.arguments.dropFirst()),
        on: offer.live,
        with: { offer.desk.routes(at: $0.place) },
        offering: offer.catalog
    ).rawValue
)
