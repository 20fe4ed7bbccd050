// Package sample is an invented day in the format of the published one, for
// tests: three clients, three caregivers, a visit by two whose parts are
// staggered, a break, a conflict.
package sample

import (
	"os"
	"path/filepath"
	"testing"
)

// Folder writes the day to a folder, with other texts for some of its files.
func Folder(t testing.TB, change map[string]string) string {
	t.Helper()
	files := map[string]string{
		"clients.csv":    "ID,Requirements,x,y\n11,\"[0, 1]\",0.1,0.2\n12,\"[0, 0]\",-0.1,0.2\n13,\"[0, 0]\",0.1,-0.2\n",
		"continuity.csv": "ID,MostVisits\n11,\"[1, 9]\"\n12,[2]\n",
		"caregivers.csv": Staff("15:30", "07:30", "22:00"),
		"hemtjanst_tasks.csv": "ID,ClientID,StartTime,EndTime,TaskType,PlannedCaregiverID\n" +
			"101,11.0,2025-03-05T08:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,1\n" +
			"102,12.0,2025-03-05T08:40:00+01:00,2025-03-05T09:10:00+01:00,Hemtjänst,1\n" +
			"103,12.0,2025-03-05T08:35:00+01:00,2025-03-05T08:55:00+01:00,Dubbelbemanning,2\n" +
			"104,11.0,2025-03-05T10:00:00+01:00,2025-03-05T10:15:00+01:00,Hemtjänst,2\n" +
			"105,,2025-03-05T11:00:00+01:00,2025-03-05T11:30:00+01:00,EGEN RAST,1\n" +
			"106,13.0,2025-03-05T17:00:00+01:00,2025-03-05T17:15:00+01:00,Hemtjänst,3\n",
	}
	for _, mode := range []string{"DRIVE", "WALK", "BICYCLE"} {
		files["duration_matrix_"+mode+".csv"] = ",0,11,12,13\n0,0,100,200,300\n11,110,0,240,400\n12,210,250,0,500\n13,310,410,510,0\n"
	}
	dir := t.TempDir()
	for name, text := range files {
		if other, ok := change[name]; ok {
			text = other
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Staff is the file of the caregivers: until when the first works, from when
// the second and until when the third.
func Staff(first, second, third string) string {
	return "ID,ModeOfTransport,Attributes,EarliestStartTime,LatestEndTime,StartLocation,EndLocation\n" +
		"1,car,\"[0, 0]\",2025-03-05T07:30:00+01:00,2025-03-05T" + first + ":00+01:00,HQ,HQ\n" +
		"2,pedestrian,\"[0, 1]\",2025-03-05T" + second + ":00+01:00,2025-03-05T15:30:00+01:00,Home,Home\n" +
		"3,bicycle,\"[1, 0]\",2025-03-05T16:00:00+01:00,2025-03-05T" + third + ":00+01:00,HQ,HQ\n"
}
