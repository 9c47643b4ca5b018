# By name, or by Palette's uid. Palette never shows a secret: the next apply sends it once.
terraform import palette_oci_registry.harbor harbor
