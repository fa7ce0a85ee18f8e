"""Documents: functions from frozen rows and a locale to the bytes of a PDF; equal input gives equal bytes."""
