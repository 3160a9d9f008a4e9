# Two stages: uv and the build tools stay in the first.
FROM python:3.12-slim AS build

RUN pip install --no-cache-dir --disable-pip-version-check uv==0.13.9
ENV UV_PYTHON_DOWNLOADS=never \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy
WORKDIR /app

# What is locked changes less often than the program: a layer of its own.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project

COPY . .
RUN uv sync --locked --no-editable


FROM python:3.12-slim

# Its own user, with a fixed number so that the owner of a mounted folder can be set.
RUN useradd --uid 10001 --create-home --home-dir /app feuilleton \
    && install --directory --owner=feuilleton --group=feuilleton /app/data
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
USER feuilleton

# The database's default, data/feuilleton.db, lies here.
VOLUME /app/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=20s CMD ["feuilleton", "doctor", "--running"]
ENTRYPOINT ["feuilleton"]
CMD ["run"]
