namespace FundLedger.Web.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>Verify, or a proof, found something; what was to be agreed to had changed and is void.</summary>
    internal const int Found = 1;

    /// <summary>Bad input or usage: nothing was written.</summary>
    internal const int BadInput = 2;

    /// <summary>The disk, the database, the network or the program itself.</summary>
    internal const int Environment = 3;
}
