import { bash, fence, testRule } from "./cases.ts";

testRule("data-volume", {
  errors: [
    ["a folder beside the image's", "keeper", bash("docker run -v data:/var/lib/keeper/data dhi.io/keeper:1"), 2],
    [
      "as a mount",
      "keeper",
      bash("docker run \\\n  --mount type=volume,source=x,target=/var/lib/keeper/data \\\n  dhi.io/keeper:<tag>"),
      3,
    ],
    [
      "another folder of a volume for data",
      "keeper",
      bash("docker run -v keeper-data:/data dhi.io/keeper:1 keeper"),
      2,
    ],
    [
      "in Compose, on a page of another image",
      "example",
      fence("yaml", "services:\n  db:\n    image: dhi.io/keeper\n    volumes:\n      - db:/var/lib/keeper/data"),
      6,
    ],
    [
      "in Compose, in full",
      "keeper",
      fence(
        "yaml",
        "services:\n  db:\n    image: dhi.io/keeper:1\n    volumes:\n      - type: volume\n        source: db\n        target: /keeper/data",
      ),
      6,
    ],
    [
      "a claim in Kubernetes",
      "keeper",
      fence(
        "yaml",
        "spec:\n  containers:\n    - name: a\n      image: dhi.io/keeper:1\n      volumeMounts:\n        - name: data\n          mountPath: /var/lib/keeper/data\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: data",
      ),
      8,
    ],
    [
      "a claim of a StatefulSet",
      "keeper",
      fence(
        "yaml",
        "spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: dhi.io/keeper:1\n          volumeMounts:\n            - { name: data, mountPath: /var/lib/keeper/data }\n  volumeClaimTemplates:\n    - metadata:\n        name: data",
      ),
      9,
    ],
    ["an option of the image names it", "meter", bash("docker run -v meter-data:/data dhi.io/meter:1"), 2],
  ],
  warnings: [
    ["a folder of the host", "keeper", bash("docker run -v ./x:/var/lib/keeper/data dhi.io/keeper:1"), 2],
    ["a folder that the program begins in", "store", bash("docker run -v store-data:/data dhi.io/store:1"), 2],
    [
      "variables in a file",
      "keeper",
      fence(
        "yaml",
        "services:\n  db:\n    image: dhi.io/keeper:1\n    env_file: .env\n    volumes:\n      - db:/keeper/data",
      ),
      7,
    ],
  ],
  misses: [
    ["the data folder", "keeper", bash("docker run -v data:/var/lib/keeper/1/data dhi.io/keeper:1")],
    ["with a slash behind it", "keeper", bash("docker run -v data:/var/lib/keeper/1/data/ dhi.io/keeper:1")],
    ["a folder that it is in", "keeper", bash("docker run -v data:/var/lib/keeper dhi.io/keeper:1")],
    ["a folder in it", "keeper", bash("docker run -v data:/var/lib/keeper/1/data/base dhi.io/keeper:1")],
    ["the sample sets it", "keeper", bash("docker run -e KEEPER_DATA_DIR=/data -v data:/data dhi.io/keeper:1")],
    [
      "the sample sets it to a folder in it",
      "keeper",
      fence(
        "yaml",
        "services:\n  db:\n    image: dhi.io/keeper:1\n    environment:\n      - KEEPER_DATA_DIR=/data/db\n    volumes:\n      - db:/data",
      ),
    ],
    ["an option sets it", "meter", bash("docker run -v meter-data:/data dhi.io/meter:1 --storage.path=/data")],
    ["the folder that the program begins in", "store", bash("docker run -v data:/var/lib/store dhi.io/store:1")],
    [
      "the sample sets it for many",
      "keeper",
      fence(
        "yaml",
        "x-env: &env\n  KEEPER_DATA_DIR: /data\nservices:\n  a:\n    image: dhi.io/keeper:1\n    environment: *env\n    volumes: [a:/data]\n  b:\n    image: dhi.io/keeper:1\n    environment:\n      <<: *env\n    volumes: [b:/data]",
      ),
    ],
    [
      "the sample sets it for many, through others",
      "keeper",
      fence(
        "yaml",
        "x-a: &a\n  KEEPER_DATA_DIR: /data\nx-b: &b\n  <<: *a\nservices:\n  a:\n    image: dhi.io/keeper:1\n    environment:\n      B: c\n      <<: [*b]\n    volumes: [a:/data]",
      ),
    ],
    ["another folder beside it", "keeper", bash("docker run -v wal:/var/lib/keeper/wal dhi.io/keeper:1")],
    ["settings", "keeper", bash("docker run -v keeper-config:/etc/keeper dhi.io/keeper:1")],
    ["scripts at the start", "keeper", bash("docker run -v init-db:/docker-entrypoint-initdb.d dhi.io/keeper:1")],
    ["logs beside the data", "keeper", bash("docker run -v logs:/var/lib/keeper/logs dhi.io/keeper:1")],
    ["what is read alone", "keeper", bash("docker run -v data:/data:ro dhi.io/keeper:1")],
    ["what is kept besides", "keeper", bash("docker run -v a:/var/lib/keeper -v keeper-data:/data dhi.io/keeper:1")],
    ["another program", "keeper", bash("docker run -v keeper-data:/data dhi.io/keeper:1 tar czf /x.tgz .")],
    ["another entry point", "keeper", bash("docker run --entrypoint tar -v keeper-data:/data dhi.io/keeper:1")],
    ["an image of another registry", "keeper", bash("docker run -v data:/var/lib/keeper/data keeper:1")],
    ["an image without a data folder", "example", bash("docker run -v data:/data dhi.io/example:1")],
    ["a placeholder", "keeper", bash("docker run -v data:/var/lib/keeper/<major>/data dhi.io/keeper:1")],
    ["what is not kept", "keeper", bash("docker run --mount type=tmpfs,target=/var/lib/keeper/data dhi.io/keeper:1")],
  ],
});
