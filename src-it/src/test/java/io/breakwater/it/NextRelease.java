package io.breakwater.it;

import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Two releases after this one, for processes. The first reads events in a new form beside the known one, the second
 * writes it: a new form is read a release before it is written. Both are this release with one class changed, which an
 * agent ({@link ReleaseAgent}) puts in the place of its original; this release itself refuses the new form.
 */
public final class NextRelease {
    static final String WRITES = "writes";
    private static final String SOURCE = "engine/src/main/java/" + ReleaseAgent.CHANGED + ".java";
    private static final String IS_EVENT = "type.getSimpleName().endsWith(\"Event\")";
    /** Tags of events in the new form are so much above those of the known one. */
    private static final int APART = 100;

    private final Path agent;

    private NextRelease(Path agent) {
        this.agent = agent;
    }

    /** Compiles it. @param directory where to; @throws IllegalStateException where the class is not as it was */
    public static NextRelease build(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source")).resolve("SealedShape.java");
        String root = System.getProperty("breakwater.root");
        Files.writeString(source, changed(Files.readString(Path.of(root, SOURCE))));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(source, classes);
        Path agent = directory.resolve("next-release.jar");
        write(agent, classes);
        return new NextRelease(agent);
    }

    private static String changed(String source) {
        String reading = replaced(source, "long tag = in.readLong();", "long tag = in.readLong();"
                + "\n        tag -= tag >= " + APART + " && " + IS_EVENT + " ? " + APART + " : 0;");
        return replaced(reading, "= member;", "= " + IS_EVENT + " && \"" + WRITES + "\".equals(System.getProperty(\""
                + ReleaseAgent.PROPERTY + "\")) ? new Member(Arrays.stream(member.tags()).map(tag -> tag + " + APART
                + ").toArray(), member.shape()) : member;");
    }

    private static String replaced(String text, String what, String by) {
        if (text.indexOf(what) < 0 || text.indexOf(what) != text.lastIndexOf(what)) {
            throw new IllegalStateException(SOURCE + " has not one line with " + what);
        }
        return text.replace(what, by);
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-cp", EngineProgram.classPath(), "-d", classes.toString());
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source)).call()) {
                throw new IllegalStateException("the next release does not compile:\n" + said);
            }
        }
    }

    private static void write(Path agent, Path classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ReleaseAgent.class.getName());
        String own = ReleaseAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = ReleaseAgent.class.getResourceAsStream("/" + own)) {
            jar.putNextEntry(new JarEntry(own));
            in.transferTo(jar);
            // Under another name, so that only the agent finds it.
            jar.putNextEntry(new JarEntry(ReleaseAgent.RESOURCE));
            Files.copy(classes.resolve(ReleaseAgent.CHANGED + ".class"), jar);
        }
    }

    /** The flag of a JVM whose node reads both forms and writes the known one. */
    public String reading() {
        return "-javaagent:" + agent;
    }

    /** The flag of a JVM whose node reads both forms and writes the new one. */
    public String writing() {
        return reading() + "=" + WRITES;
    }
}
