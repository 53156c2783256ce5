namespace FundLedger.Tests.Donations.Importing;

/// <summary>Public files as givers and banks publish them: a folder <c>shared/data</c> beside the project or above it, or the test is ignored.</summary>
internal static class SharedData
{
    internal static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path)) return path;
        }

        Assert.Ignore($"No shared/data/{name} beside the project: see its README for where the file is published.");
        return "";
    }
}
