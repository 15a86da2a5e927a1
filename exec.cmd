@rem Lets cmd run the "exec" of package.json, with which other shells hand their process over to node.
@%*
