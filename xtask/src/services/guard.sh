# Runs a service for as long as the command that started us is there, then stops it
# and removes its folder. We notice the end of that command, however it came (success,
# failure, Ctrl-C, kill -9), because our standard input is a pipe that only it holds.
#
# Arguments: the folder to remove, the signal that stops the service, the service.
folder=$1
signal=$2
shift 2

# The signal at the end goes to our whole process group, us included.
trap : INT TERM QUIT HUP

"$@" >"$folder/log" 2>&1 &
service=$!
cat >/dev/null
kill -s "$signal" 0
while kill -0 "$service" 2>/dev/null; do
    wait "$service" 2>/dev/null
done
rm -rf "$folder"
