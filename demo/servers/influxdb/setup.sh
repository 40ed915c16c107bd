#!/bin/sh
# The image runs this once, after its own set-up: the bucket of means, kept for a year, and the task that fills it.
set -eu
influx bucket create --name training_downsampled --org data2ai --retention 365d
influx task create --org data2ai --file /etc/influxdb2/downsample.flux
