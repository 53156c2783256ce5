using System.Globalization;
using System.Text;
using FundLedger.Seals;

namespace FundLedger.Web.Hosting;

/// <summary>A folder outside the books, one file for each checkpoint: its size as the name, its signed text inside.</summary>
internal static class CheckpointFolder
{
    internal static string FileOf(string folder, long size) => Path.Combine(folder, size.ToString(CultureInfo.InvariantCulture) + ".txt");

    /// <summary>Whole or not at all; one that is there stays.</summary>
    internal static async Task WriteAsync(string file, SignedCheckpoint checkpoint, CancellationToken stop)
    {
        var partial = $"{file}.{Environment.ProcessId}.partial";
        await File.WriteAllBytesAsync(partial, Encoding.UTF8.GetBytes(checkpoint.Note), stop);
        try
        {
            File.Move(partial, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(partial); // another node filed it
        }
    }

    /// <summary>Every checkpoint that was filed, smallest size first; what cannot be read stands as an empty one, for <c>verify</c> to tell of. None where no folder is named.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    internal static IReadOnlyList<SignedNote> Read(string? folder) => folder is null ? [] :
    [
        .. from file in Directory.EnumerateFiles(folder, "*.txt")
           where long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out _)
           orderby long.Parse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture)
           select SignedNote.Read(File.ReadAllText(file)) ?? new SignedNote("", []),
    ];
}
