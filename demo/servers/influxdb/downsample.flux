import "types"

// Every hour, the means of five minutes of what is numeric, kept longer than the points themselves.
option task = {name: "downsample-training", every: 1h, offset: 5m}

from(bucket: "training")
    |> range(start: -task.every)
    |> filter(fn: (r) => types.isNumeric(v: r._value))
    |> aggregateWindow(every: 5m, fn: mean, createEmpty: false)
    |> to(bucket: "training_downsampled", org: "data2ai")
