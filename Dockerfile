# Three stages: build the jar, cut a Java runtime to what it needs, and put both on a slim base.
#
#   docker build -t mini-redis .
#   docker run --rm -p 6379:6379 -v mini-redis-data:/data mini-redis [redis.conf] [--any-setting value]

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dquick -pl server -am -Dmaven.test.skip=true package

FROM maven:3.9-eclipse-temurin-25 AS runtime
RUN "$JAVA_HOME/bin/jlink" --output /runtime --compress zip-6 --no-header-files --no-man-pages \
    --add-modules java.base,java.logging,java.management,java.naming,jdk.management,jdk.net,jdk.unsupported

FROM debian:bookworm-slim
RUN groupadd --system --gid 999 mini-redis \
    && useradd --system --uid 999 --gid mini-redis --home-dir /data --no-create-home mini-redis \
    && install -d -o mini-redis -g mini-redis /data
ENV JAVA_HOME=/opt/java PATH=/opt/mini-redis/bin:/opt/java/bin:$PATH
COPY --from=runtime /runtime /opt/java
COPY --from=build /src/server/target/mini-redis.jar /opt/mini-redis/
COPY bin/mini-redis bin/java-home docker/entrypoint docker/healthcheck /opt/mini-redis/bin/
# The start-up cache belongs to this runtime and this jar, so it is made here. Nothing listens outside.
RUN mini-redis --prepare && chmod -R a+rX /opt/mini-redis

USER mini-redis
WORKDIR /data
VOLUME /data
EXPOSE 6379
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 CMD ["healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["entrypoint"]
