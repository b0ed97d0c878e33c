#!/usr/bin/env bash
# Builds the image, makes the secrets that are missing, and deploys to this Swarm. Run on a manager, in the project.
#   deploy/deploy.sh DOMAIN EMAIL [SMTP_URL]
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -ge 2 ] || { echo "Say which domain and whose e-mail address: deploy/deploy.sh example.org you@example.org [smtp://user:password@host:587]" >&2; exit 2; }
export ROSE_DOMAIN=$1 ROSE_EMAIL=$2
smtp_url=${3:-}

[ "$(docker info --format '{{.Swarm.LocalNodeState}}')" = active ] || { echo "This machine is in no Swarm: docker swarm init" >&2; exit 1; }

has_secret() { docker secret inspect "rose_$1" >/dev/null 2>&1; }
make_secret() { has_secret "$1" || printf %s "$2" | docker secret create "rose_$1" - >/dev/null; }
random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# the two of Postgres belong together, and the volume keeps the first password for good
if ! has_secret postgres_password; then
  password=$(random)
  make_secret postgres_password "$password"
  make_secret database_url "postgresql://rose:$password@postgres:5432/rose"
fi
make_secret secret "$(random)"
if ! has_secret smtp_url; then
  [ -n "$smtp_url" ] || { echo "The first time, say how mail leaves: deploy/deploy.sh $ROSE_DOMAIN $ROSE_EMAIL smtp://user:password@host:587" >&2; exit 2; }
  make_secret smtp_url "$smtp_url"
fi
if ! has_secret admin_password; then
  password=$(random | head -c 20)
  make_secret admin_password "$password"
  echo "First editor: $ROSE_EMAIL, password $password (shown this once)"
fi

# the data stays with the node that has it
if [ -z "$(docker node ls --filter node.label=rose.data=true -q)" ]; then
  docker node update --label-add rose.data=true "$(docker info --format '{{.Swarm.NodeID}}')" >/dev/null
fi

ROSE_IMAGE=rose-ash:$(git rev-parse --short=12 HEAD)
ROSE_CADDYFILE_HASH=$(sha256sum deploy/Caddyfile | head -c 12)
export ROSE_IMAGE ROSE_CADDYFILE_HASH
docker build --tag "$ROSE_IMAGE" .
docker stack deploy --compose-file docker-compose.yml --detach=false rose
echo "https://$ROSE_DOMAIN"
