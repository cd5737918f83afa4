@echo off
rem Starts Gene on Windows: finds Java 17 or later, builds the jar in a checkout where it is missing, and runs it.
rem Two layouts: a checkout (bin\gene.cmd beside pom.xml), and an installed copy (gene.jar beside this file or in ..\lib).
rem GENE_JAVA_OPTS holds further options for the JVM. After editing sources, build with: mvn package -DskipTests
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"

set "JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%J in (java.exe) do set "JAVA=%%~$PATH:J"
if not defined JAVA goto :nojava
rem A JDK says in a file what it is: reading it saves starting a JVM only to ask.
set "VERSION="
for %%J in ("%JAVA%") do set "RELEASE=%%~dpJ..\release"
if exist "%RELEASE%" for /f "usebackq tokens=2 delims==" %%V in (`findstr /b JAVA_VERSION^= "%RELEASE%"`) do set "VERSION=%%~V"
if not defined VERSION for /f "tokens=3" %%V in ('""%JAVA%" -version 2>&1" ^| findstr /i version') do set "VERSION=%%~V"
for /f "tokens=1 delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if not defined MAJOR goto :nojava
if %MAJOR% LSS 17 goto :oldjava

set "JAR=%HERE%gene.jar"
if exist "%JAR%" goto :run
set "JAR=%HERE%..\lib\gene.jar"
if exist "%JAR%" goto :run
set "JAR=%HERE%..\server\target\dist\gene.jar"
if exist "%JAR%" goto :run
if not exist "%HERE%..\pom.xml" goto :nojar

where mvn >nul 2>nul || goto :nomaven
echo gene: building (a minute the first time, while Maven fetches what it needs) 1>&2
pushd "%HERE%.."
call mvn -q -B -DskipTests package -pl server -am 1>&2
set "FAILED=%ERRORLEVEL%"
popd
if not "%FAILED%"=="0" (
  echo gene: the build failed, for the reason above 1>&2
  exit /b 1
)

:run
rem A server for an editor: see bin/gene for the reasons.
set "HEAP=-XX:+UseParallelGC"
if "%~1"=="dap" set "HEAP=-XX:+UseParallelGC -XX:-UseGCOverheadLimit"
if "%~1"=="lsp" set "HEAP=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms128m -XX:MaxHeapFreeRatio=40"
"%JAVA%" -Xss4m -XX:+UnlockDiagnosticVMOptions -XX:+IgnoreUnrecognizedVMOptions -XX:-ClipInlining -XX:FreqInlineSize=1500 -XX:CompileCommand=quiet "-XX:CompileCommand=inline,gene.vm.Compiled*::run" -XX:ArchiveRelocationMode=0 -Xlog:disable -Xlog:all=error:stderr %HEAP% %GENE_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:nojava
echo gene needs a JDK 17 or later: set JAVA_HOME or put java on PATH 1>&2
exit /b 1
:oldjava
echo gene needs a JDK 17 or later: set JAVA_HOME or put java on PATH ("%JAVA%" is Java %VERSION%) 1>&2
exit /b 1
:nomaven
echo gene needs Maven 3.6.3 or later to build itself: put mvn on PATH 1>&2
exit /b 1
:nojar
echo gene: gene.jar is missing: it belongs in "%HERE%" or in "%HERE%..\lib" 1>&2
exit /b 1
