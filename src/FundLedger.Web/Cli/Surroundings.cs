namespace FundLedger.Web.Cli;

/// <summary>What a process has around it; tests bring their own.</summary>
/// <param name="Out">Results, as text.</param>
/// <param name="Error">Messages.</param>
/// <param name="BinaryOut">Results that are no text, for <c>--out -</c>.</param>
/// <param name="IsErrorTerminal">Someone watches <paramref name="Error"/>: progress may be drawn.</param>
/// <param name="Environment">Looks up an environment variable.</param>
/// <param name="UserName">The operating system's name for the one who runs this; never stored.</param>
/// <param name="NewKey">Draws an operation key nobody used before.</param>
internal sealed record Surroundings(
    TextWriter Out, TextWriter Error, Stream BinaryOut, bool IsErrorTerminal, TimeProvider Clock, Func<string, string?> Environment, string UserName, Func<string> NewKey)
{
    internal static Surroundings OfThisProcess()
    {
        System.Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Surroundings(
            System.Console.Out, System.Console.Error, System.Console.OpenStandardOutput(), !System.Console.IsErrorRedirected, TimeProvider.System,
            System.Environment.GetEnvironmentVariable, System.Environment.UserName, () => Guid.CreateVersion7().ToString());
    }
}
